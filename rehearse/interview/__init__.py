"""What is asked: the bank of questions and which one to practise next."""
