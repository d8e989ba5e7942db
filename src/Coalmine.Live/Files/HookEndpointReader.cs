using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Live.Hooks;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Live.Files;

/// <summary>Reads an item of <c>hooks:</c>: <c>{ name: pager, url: ..., use: event, on: [rolledBack, trouble], secretFile: ... }</c>.</summary>
internal sealed class HookEndpointReader : MappingReader<HookEndpoint>
{
    private const int MostRetries = 20;
    private static readonly TimeSpan _usualTimeout = TimeSpan.FromSeconds(10);

    private readonly Key<string> _name;
    private readonly Key<Uri> _url;
    private readonly Key<HookUse> _use;
    private readonly Key<TimeSpan> _timeout;
    private readonly Key<int> _retries;
    private readonly Key<string> _secretFile;
    private readonly Key<bool> _allowPrivate;
    private readonly Key<ImmutableArray<Located<HookEvent>>> _on;

    public HookEndpointReader()
        : base("hook", "the hook")
    {
        _name = Required("name", new WordsReader("name of a hook", "the name of a hook"));
        _url = Required("url", new UrlReader());
        _use = Optional("use", new ChoiceReader<HookUse>("use", ("question", HookUse.Question), ("event", HookUse.Event)), HookUse.Question);
        _timeout = Optional("timeout", Units.Duration, _usualTimeout);
        _retries = Optional("retries", new WholeNumberReader("retries", 0, MostRetries), 3);
        _secretFile = Optional("secretFile", new WordsReader("path of a file", "the path of a file"), "");
        _allowPrivate = Optional("allowPrivate", new ChoiceReader<bool>("choice", ("false", false), ("true", true)), false);
        ChoiceReader<HookEvent> happened = new("event", ("paused", HookEvent.Paused), ("promoted", HookEvent.Promoted), ("rolledBack", HookEvent.RolledBack),
            ("trouble", HookEvent.Trouble));
        _on = Optional("on", new ListReader<HookEvent>(happened, allowsNone: true), []);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out HookEndpoint value)
    {
        value = new HookEndpoint
        {
            Name = fields.Get(_name),
            Url = fields.Get(_url),
            Use = fields.Get(_use),
            Timeout = fields.Get(_timeout),
            Retries = fields.Get(_retries),
            SecretFile = fields.Get(_secretFile),
            AllowsPrivate = fields.Get(_allowPrivate),
            Events = [.. fields.Get(_on).Select(happened => happened.Value)],
        };
        return true;
    }
}
