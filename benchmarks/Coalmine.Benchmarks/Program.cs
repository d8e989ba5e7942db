using BenchmarkDotNet.Running;
using Coalmine.Benchmarks.Simulation;

if (args is ["kernel", string rounds, string customers, string python, string script])
{
    KernelPeers.Hold(int.Parse(rounds));
    KernelPeers.Queue(int.Parse(rounds), int.Parse(customers), python, script);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
