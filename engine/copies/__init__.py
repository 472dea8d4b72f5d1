"""匿名副本: cases with invented people, for training and for reports of defects."""
