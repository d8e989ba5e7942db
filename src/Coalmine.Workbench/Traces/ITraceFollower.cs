namespace Coalmine.Workbench.Traces;

/// <summary>Is told what happens in a simulated rollout while it runs.</summary>
public interface ITraceFollower
{
    /// <summary>Something has happened; moments never go back. What this throws ends the rollout.</summary>
    void Happened(TraceEvent happened);
}
