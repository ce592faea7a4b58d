"""The same tasks on several machines: batches of them go to a cluster, ordered answers come back."""
