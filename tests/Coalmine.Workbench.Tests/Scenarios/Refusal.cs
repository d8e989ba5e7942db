using Coalmine.Manifests.Diagnostics;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary>The one line that a refused file gets; fails where it gets none or several.</summary>
internal static class Refusal
{
    public static string Of<T>(ReadResult<T> result) => Assert.Single(Assert.IsType<ReadResult<T>.Refused>(result).Diagnostics).ToString();
}
