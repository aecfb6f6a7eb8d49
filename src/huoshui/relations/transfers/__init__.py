"""
Transfers 继承: customers and groups go from one staff member to others, in service or after leaving.

The platform is asked in batches of a hundred, each written down before it is asked; what came of every customer is
looked up until it is final. A transfer is no loss: whoever handed on and whoever took over have it in their histories.
"""
