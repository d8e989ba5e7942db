namespace Coalmine.PromQL.Bindings;

/// <summary>Which requests a series counts.</summary>
public enum RequestOutcome
{
    /// <summary>All of them.</summary>
    Any,

    /// <summary>Those that were answered without an error.</summary>
    Answered,

    /// <summary>Those that ended in an error.</summary>
    Error,
}
