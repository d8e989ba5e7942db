namespace Coalmine.Workbench.Replications;

/// <summary>How values are rounded before they are counted.</summary>
public enum ValueRounding
{
    /// <summary>To whole units, such as seconds.</summary>
    WholeUnits,

    /// <summary>To ten bits after the leading one: at most 0.05 % away, over any range.</summary>
    TenBits,
}
