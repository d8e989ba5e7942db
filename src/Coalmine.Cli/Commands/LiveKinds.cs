using System.Collections.Immutable;
using Coalmine.Live.Files;
using Coalmine.Workbench.Linting;

namespace Coalmine.Cli.Commands;

/// <summary>Files of the live commands, for <c>coalmine lint</c>: read with their policies, as the commands read them before they look at a cluster.</summary>
internal static class LiveKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<OtherKind> All { get; } =
    [
        new("Live", "live file", document => LiveSettingsReader.Read(document).Then(PolicyPlanner.ReadPolicy).Said),
        new("Follow", "follow file", document => FollowSettingsReader.Read(document).Then(FollowPlanner.ReadPolicy).Said),
    ];
}
