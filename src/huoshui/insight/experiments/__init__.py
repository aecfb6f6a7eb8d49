"""
Did it work: experiments as kept objects, whose arms are shares of people by chance, judged on own events and orders.

Who is in which arm follows from the person's number and the experiment's salt, as the segment language's `bucket` says;
nothing has to be handed out, and nothing can be handed out twice.
"""
