namespace Coalmine.PromQL.Bindings;

/// <summary>Whose series a selector names.</summary>
[Flags]
public enum ArmSide
{
    /// <summary>Nobody's.</summary>
    None = 0,

    /// <summary>The baseline's.</summary>
    Baseline = 1,

    /// <summary>The canary's.</summary>
    Canary = 2,

    /// <summary>Those of both arms: the answer mixes them.</summary>
    Both = Baseline | Canary,
}
