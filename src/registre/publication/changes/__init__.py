"""What differs between two publications, told to people, to machines and to those who follow.

dumpfile → comparison → change → rendering · activities · lists · ldes; feeds stand apart: they need no past.
"""
