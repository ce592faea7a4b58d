"""Where one act ends and the next begins: one way of cutting a document a module."""
