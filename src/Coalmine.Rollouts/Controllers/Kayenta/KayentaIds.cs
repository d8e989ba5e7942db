namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>Ids of the controller's wakes. Measurements are numbered from 1 by step.</summary>
internal static class KayentaIds
{
    /// <summary>The next point of the series, or the next judgement, whichever comes first.</summary>
    public const int Wake = 1;
}
