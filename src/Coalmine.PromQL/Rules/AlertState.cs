namespace Coalmine.PromQL.Rules;

/// <summary>Where an alert stands (rules/alerting.go of Prometheus 3.14).</summary>
public enum AlertState
{
    /// <summary>Its expression yields nothing for it.</summary>
    Inactive,

    /// <summary>Active, not yet for as long as <c>for</c> asks.</summary>
    Pending,

    /// <summary>Active long enough: it is sent.</summary>
    Firing,

    /// <summary>It fired and its expression yields nothing any more: sent once as resolved, then inactive.</summary>
    Resolved,
}
