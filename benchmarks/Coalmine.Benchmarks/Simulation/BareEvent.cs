namespace Coalmine.Benchmarks.Simulation;

/// <summary>What the bare heap holds.</summary>
internal struct BareEvent
{
    public long Time;
    public long Sequence;
    public int Kind;
    public int Subject;
}
