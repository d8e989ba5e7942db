namespace Coalmine.Manifests.Kubernetes;

/// <summary>What a single value is to Kubernetes.</summary>
public enum ScalarKind
{
    /// <summary>Null, or nothing written.</summary>
    Nothing,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A whole number within 64 bits.</summary>
    Whole,

    /// <summary>Another number.</summary>
    Real,

    /// <summary>A text.</summary>
    Text,
}
