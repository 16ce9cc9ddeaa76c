# What a desk is about: topics that an agreement may leave out, and the payment company’s own

topic-data = Wrong or missing data
topic-outage = The service does not work
topic-billing = What the service costs
topic-stop = Stopping a card or wallet (lost, stolen, misused)
