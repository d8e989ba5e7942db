using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>Reads the names of the hooks of a plan.</summary>
internal sealed class HooksReader : MappingReader<HookNames>
{
    private readonly Key<string> _preRollout;
    private readonly Key<string> _postRollout;
    private readonly Key<string> _rollback;
    private readonly Key<TimeSpan> _timeout;

    public HooksReader()
        : base("hooks", "the hooks")
    {
        WordsReader hook = new("name of a hook", "the name of a hook");
        _preRollout = Optional("preRollout", hook, "");
        _postRollout = Optional("postRollout", hook, "");
        _rollback = Optional("rollback", hook, "");
        _timeout = Optional("timeout", Units.Duration, HookNames.None.Timeout);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out HookNames value)
    {
        value = new HookNames(fields.Get(_preRollout), fields.Get(_postRollout), fields.Get(_rollback), fields.Get(_timeout));
        return true;
    }
}
