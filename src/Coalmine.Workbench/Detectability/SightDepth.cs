namespace Coalmine.Workbench.Detectability;

/// <summary>How much is computed of what a check can see.</summary>
internal enum SightDepth
{
    /// <summary>Only what a test that looks once would see by each step: closed forms, at once.</summary>
    OneLook,

    /// <summary>And the check's power in the world, by one recursion.</summary>
    World,

    /// <summary>And the smallest effect that is seen by each step, by two dozen recursions.</summary>
    Everything,
}
