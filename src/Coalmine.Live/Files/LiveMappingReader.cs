using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Live.Comparing;
using Coalmine.Live.Driving;
using Coalmine.Live.Hooks;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Readers;

namespace Coalmine.Live.Files;

/// <summary>The keys of a file of kind <c>Live</c>.</summary>
internal sealed class LiveMappingReader : MappingReader<LiveSettings>
{
    private const int MostName = 50;
    private static readonly LiveRules _usual = new();

    private readonly string _file;
    private readonly SettingsFolder _folder;
    private readonly Key<string> _name;
    private readonly Key<string> _policy;
    private readonly Key<ImmutableArray<Located<string>>> _namespaces;
    private readonly Key<TrafficTarget> _target;
    private readonly Key<PrometheusSettings> _prometheus;
    private readonly Key<ImmutableArray<Located<HookEndpoint>>> _hooks;
    private readonly Key<LeaseSettings> _lease;
    private readonly Key<string> _journal;
    private readonly Key<bool> _configMap;
    private readonly Key<StopRule> _onStop;
    private readonly Key<TimeSpan> _pollEvery;
    private readonly Key<TimeSpan> _watchEvery;
    private readonly Key<TimeSpan> _routedWithin;
    private readonly Key<TimeSpan> _windUpWithin;
    private readonly Key<PortSettings> _port;
    private readonly Key<ComparatorSettings> _comparator;

    public LiveMappingReader(string file)
        : base("live settings", "the live settings")
    {
        (_file, _folder) = (file, new SettingsFolder(file));
        WordsReader path = new("path", "a path, from the folder of this file");
        Required("kind", new ChoiceReader<string>("kind", ("Live", "Live")));
        Optional("version", new VersionReader(), VersionReader.Current);
        Optional("about", Units.Words, "");
        _name = Required("name", new WordsReader("name", "small letters, digits and hyphens"));
        _policy = Required("policy", path);
        _namespaces = Required("namespaces", new ListReader<string>(new WordsReader("namespace", "a namespace that may be written to"), allowsNone: false));
        _target = Required("target", new TargetSettingsReader());
        _prometheus = Required("prometheus", new PrometheusSettingsReader());
        _hooks = Optional("hooks", new ListReader<HookEndpoint>(new HookEndpointReader(), allowsNone: true), []);
        _lease = Optional("lease", new LeaseSettingsReader(), new LeaseSettings());
        _journal = Optional("journal", path, "journal");
        _configMap = Optional("configMap", new ChoiceReader<bool>("choice", ("true", true), ("false", false)), true);
        _onStop = Optional("onStop", new ChoiceReader<StopRule>("way to stop", ("hold", StopRule.Hold), ("rollback", StopRule.RollBack)), StopRule.Hold);
        _pollEvery = Optional("pollEvery", Units.Duration, _usual.PollEvery);
        _watchEvery = Optional("watchEvery", Units.Duration, _usual.WatchEvery);
        _routedWithin = Optional("routedWithin", Units.Duration, _usual.RoutedWithin);
        _windUpWithin = Optional("windUpWithin", Units.Duration, _usual.WindUpWithin);
        _port = Optional("port", new PortSettingsReader());
        _comparator = Optional("comparator", new ComparatorSettingsReader());
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out LiveSettings value)
    {
        bool isRight = true;
        void Refuse(TextPosition position, Message message)
        {
            said.Add(position, message);
            isRight = false;
        }

        string name = fields.Get(_name);
        if (!IsName(name))
            Refuse(fields.PositionOf(_name), LiveFileMessages.BadName(name));
        TrafficTarget target = fields.Get(_target);
        ImmutableArray<string> namespaces = [.. fields.Get(_namespaces).Select(allowed => allowed.Value)];
        if (!namespaces.Contains(target.Namespace))
            Refuse(fields.PositionOf(_target), LiveFileMessages.NamespaceNotAllowed(target.Namespace, namespaces));
        HashSet<string> hooks = new(StringComparer.Ordinal);
        foreach (Located<HookEndpoint> hook in fields.Get(_hooks))
            if (!hooks.Add(hook.Value.Name))
                Refuse(hook.Position, LiveFileMessages.DuplicateHook(hook.Value.Name));
        ComparatorSettings? comparator = fields.Has(_comparator) ? Named(fields.Get(_comparator), fields.Get(_prometheus).Series) : null;
        if (comparator is not null && comparator.Baseline == comparator.Canary)
            Refuse(fields.PositionOf(_comparator), ComparingMessages.SameArms(comparator.Canary));
        if (comparator is not null && PairSeries.Of(fields.Get(_prometheus).Series) is null)
            Refuse(fields.PositionOf(_comparator), ComparingMessages.OtherSeries);
        value = new LiveSettings
        {
            File = _file,
            Name = name,
            PolicyFile = _folder.Of(fields.Get(_policy)),
            PolicyPosition = fields.PositionOf(_policy),
            Namespaces = namespaces,
            Target = target,
            Prometheus = _folder.Of(fields.Get(_prometheus).Connection),
            Series = fields.Get(_prometheus).Series,
            Hooks = [.. fields.Get(_hooks).Select(hook => hook.Value with { SecretFile = _folder.OfAny(hook.Value.SecretFile) })],
            Lease = fields.Get(_lease),
            JournalFolder = _folder.Of(fields.Get(_journal)),
            KeepsConfigMap = fields.Get(_configMap),
            Rules = _usual with
            {
                OnStop = fields.Get(_onStop),
                PollEvery = fields.Get(_pollEvery),
                WatchEvery = fields.Get(_watchEvery),
                RoutedWithin = fields.Get(_routedWithin),
                WindUpWithin = fields.Get(_windUpWithin),
            },
            Port = fields.Has(_port) ? _folder.Of(fields.Get(_port)) : null,
            Comparator = comparator,
        };
        return isRight;
    }

    private ComparatorSettings Named(ComparatorSettings read, SeriesNames names) => read with
    {
        Port = _folder.Of(read.Port),
        Baseline = read.Baseline.Length > 0 ? read.Baseline : names.Baseline,
        Canary = read.Canary.Length > 0 ? read.Canary : names.Canary,
    };

    /// <summary>Whether a text can name a rollout: an RFC 1123 label, with room for the prefix and suffix of lease and ConfigMap.</summary>
    internal static bool IsName(string name) => name.Length is > 0 and <= MostName
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
        && name[0] != '-' && name[^1] != '-';
}
