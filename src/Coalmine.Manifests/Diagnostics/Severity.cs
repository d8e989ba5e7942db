namespace Coalmine.Manifests.Diagnostics;

/// <summary>How bad a diagnostic is.</summary>
public enum Severity
{
    /// <summary>The file is read and right; this is what it means.</summary>
    Note,

    /// <summary>The file is read; its author should know something.</summary>
    Warning,

    /// <summary>The file is refused.</summary>
    Error,
}
