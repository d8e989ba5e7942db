namespace Coalmine.PromQL.Parsing;

/// <summary>The moment that a selector or subquery counts from.</summary>
public enum TimeAnchor
{
    /// <summary>The moment of evaluation: no <c>@</c>.</summary>
    Evaluation,

    /// <summary>A fixed timestamp: <c>@ 1609746000</c>.</summary>
    Fixed,

    /// <summary><c>@ start()</c>: the first moment of a range query, the only one of an instant query.</summary>
    Start,

    /// <summary><c>@ end()</c>: the last moment of a range query, the only one of an instant query.</summary>
    End,
}
