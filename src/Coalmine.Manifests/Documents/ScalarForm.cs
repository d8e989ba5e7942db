namespace Coalmine.Manifests.Documents;

/// <summary>How a single value is written (YAML 1.2.2, chapters 7.3 and 8.1).</summary>
public enum ScalarForm
{
    /// <summary>Without quotes; what it is depends on its letters.</summary>
    Plain,

    /// <summary>In single quotes; always a text.</summary>
    SingleQuoted,

    /// <summary>In double quotes, with escapes; always a text.</summary>
    DoubleQuoted,

    /// <summary>Lines behind <c>|</c>; always a text.</summary>
    Literal,

    /// <summary>Folded lines behind <c>&gt;</c>; always a text.</summary>
    Folded,
}
