"""Reading on many machines: batches of documents in, their assertions out, over a Dask cluster.

``config`` says which cluster and where shards go, ``shards`` writes and reads them, ``work`` is what a worker does,
``cluster`` hands the work out. Only ``cluster`` imports Dask.
"""
