namespace Coalmine.Rollouts.Controllers.Argo.Driving;

/// <summary>Ids of wakes. Measurements are numbered upwards from 1, apart from the one wake, whose id is negative since cancelling goes by id alone.</summary>
internal static class ArgoIds
{
    public const int Wake = -1;
}
