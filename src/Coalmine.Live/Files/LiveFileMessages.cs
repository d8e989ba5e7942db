using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Files;

/// <summary>The sentences about files of kind Live: CM3150 to CM3174.</summary>
internal static class LiveFileMessages
{
    /// <summary>A file of another kind.</summary>
    public static Message NotLive(string read) => Error("CM3150", $"This file is '{read}'; a file that begins with `kind: Live` is expected here.");

    /// <summary>A name that cannot name objects of a cluster.</summary>
    public static Message BadName(string read) => Error("CM3151",
        $"'{read}' cannot name a rollout: lease and ConfigMap are called by it. Write at most 50 small letters, digits and hyphens, such as `fraud-model`.");

    /// <summary>An address that is none.</summary>
    public static Message BadUrl(string read) => Error("CM3152",
        $"'{read}' is no address. Write http:// or https:// with a host, without user and password (credentials come from files).");

    /// <summary>A target outside of the allowed namespaces.</summary>
    public static Message NamespaceNotAllowed(string read, IEnumerable<string> allowed) => Error("CM3153",
        $"Namespace '{read}' is not among `namespaces` ({string.Join(", ", allowed)}), which lists where this file may write. Add it there if that is meant.");

    /// <summary>An arm that the platform needs.</summary>
    public static Message MissingArm(string key, string platform, string example) => Error("CM3154",
        $"On {platform} the target needs `{key}`: {example}.");

    /// <summary>Arms of one name.</summary>
    public static Message SameArms(string name) => Error("CM3155", $"Baseline and canary are both '{name}'. Name two arms.");

    /// <summary>A lease whose times do not fit.</summary>
    public static Message BadLease => Error("CM3156",
        "`every` must be shorter than `renewWithin`, and that shorter than `duration`: else another driver begins before this one stops.");

    /// <summary>Two hooks of one name.</summary>
    public static Message DuplicateHook(string name) => Error("CM3157", $"A hook '{name}' is already there. Give each its own name.");

    /// <summary>Two ways to prove who one is.</summary>
    public static Message TwoCredentials => Error("CM3158", "Give one of `bearerFile` and `basic`.");

    /// <summary>A certificate without its key, or the other way round.</summary>
    public static Message HalfCertificate => Error("CM3159", "`certificateFile` and `keyFile` go together.");

    /// <summary>A port that everybody can reach, without a token.</summary>
    public static Message OpenPort(string address) => Error("CM3160",
        $"Beyond loopback ({address}) callers must bear a token: give `tokenFile`, or leave `address` out.");

    /// <summary>An address that is no IP address.</summary>
    public static Message BadAddress(string read) => Error("CM3161", $"'{read}' is no IP address. Write one such as 127.0.0.1 or 0.0.0.0.");

    /// <summary>A hook of the policy that the settings lack.</summary>
    public static Message UnknownHook(string name, IEnumerable<string> known) => Error("CM3162",
        $"The policy calls hook '{name}', which `hooks` does not have ({string.Join(", ", known.DefaultIfEmpty("none"))}). Add it with its url.");

    /// <summary>A file that cannot be read.</summary>
    public static Message CannotRead(string problem) => Error("CM3163", $"Cannot read this file: {problem}");

    /// <summary>A policy file beside it that cannot be used.</summary>
    public static Message OnlyNative => Error("CM3164",
        "This file holds objects of a cluster, and `drive` carries out policies of our own (`kind: Policy`). What Argo or Flagger decides, "
        + "`observe` follows and `advise` answers.");

    /// <summary>A port beyond loopback that speaks plain HTTP.</summary>
    public static Message PlainPort(string address) => new("CM3165", Severity.Warning,
        $"The port speaks plain HTTP beyond loopback ({address}): whoever sees the network sees the callers' tokens. Give `port:` a `certificateFile` and a "
        + "`keyFile`, or keep it inside the mesh and behind a NetworkPolicy.");

    /// <summary>A file of another kind.</summary>
    public static Message NotFollow(string read) => Error("CM3170", $"This file is '{read}'; a file that begins with `kind: Follow` is expected here.");

    /// <summary>No rollout, or several.</summary>
    public static Message NotOneRollout => Error("CM3171",
        "Name what is followed by one of `rollout` (an Argo Rollout), `canary` (a Flagger Canary) and `target` (what somebody shifts by hand).");

    /// <summary>Looks that are too far apart.</summary>
    public static Message WatchesTooSeldom(TimeSpan most) => Error("CM3172",
        FormattableString.Invariant($"`watchEvery` is at most {most.TotalSeconds:0}s: what was counted just before a new weight is seen is set aside."));

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
