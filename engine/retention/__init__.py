"""保管与销毁: how long a case is kept, what keeps it longer, and what is taken out of it in the end."""
