using k8s.Models;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>What every pod that is shipped must have: the restricted profile of the pod security standards, a file system that is read only, and a limit.</summary>
internal static class LockedPods
{
    public static void Check(V1PodSpec pod)
    {
        V1Container container = Assert.Single(pod.Containers);
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        Assert.NotNull(container.Resources.Limits["memory"]);
    }
}
