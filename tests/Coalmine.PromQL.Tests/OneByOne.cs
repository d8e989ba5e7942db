// Allocations are counted per thread, but a collection that another thread begins adds what was left of this thread's 8 kB: tests that hold them at 0 need quiet.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
