using BenchmarkDotNet.Running;
using Coalmine.Benchmarks.Simulation;
using Coalmine.Benchmarks.Workbench;

if (args is ["kernel", string rounds, string customers, string python, string script])
{
    KernelPeers.Hold(int.Parse(rounds));
    KernelPeers.Queue(int.Parse(rounds), int.Parse(customers), python, script);
}
else if (args is ["rollouts", string rollouts])
{
    ProcessorTimes.Print(int.Parse(rollouts));
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
