namespace Coalmine.Testing.Clusters.Operators;

/// <summary>A controller.</summary>
internal interface IClusterOperator
{
    /// <summary>Looks at everything it is for, and writes what should be there and is not.</summary>
    void Work();
}
