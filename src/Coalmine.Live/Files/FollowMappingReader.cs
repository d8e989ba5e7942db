using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Controllers.Following;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Files;

/// <summary>The keys of a file of kind <c>Follow</c>.</summary>
internal sealed class FollowMappingReader : MappingReader<FollowSettings>
{
    private const int UsualPort = 9180;
    private static readonly TimeSpan _usualWatch = TimeSpan.FromSeconds(5);

    private readonly string _file;
    private readonly SettingsFolder _folder;
    private readonly Key<string> _name;
    private readonly Key<string> _policy;
    private readonly Key<(string Namespace, string Name)> _rollout;
    private readonly Key<(string Namespace, string Name)> _canary;
    private readonly Key<TrafficTarget> _target;
    private readonly Key<double> _weight;
    private readonly Key<ImmutableArray<Located<string>>> _namespaces;
    private readonly Key<PrometheusSettings> _prometheus;
    private readonly Key<string> _journal;
    private readonly Key<TimeSpan> _watchEvery;
    private readonly Key<PortSettings> _port;

    public FollowMappingReader(string file)
        : base("follow settings", "the settings")
    {
        (_file, _folder) = (file, new SettingsFolder(file));
        WordsReader path = new("path", "a path, from the folder of this file");
        Required("kind", new ChoiceReader<string>("kind", ("Follow", "Follow")));
        Optional("version", new VersionReader(), VersionReader.Current);
        Optional("about", Units.Words, "");
        _name = Required("name", new WordsReader("name", "small letters, digits and hyphens"));
        _policy = Required("policy", path);
        _rollout = Optional("rollout", new ObjectNameReader());
        _canary = Optional("canary", new ObjectNameReader());
        _target = Optional("target", new TargetSettingsReader());
        _weight = Optional("weight", Units.Share);
        WordsReader ns = new("namespace", "a namespace in which orders may be given");
        _namespaces = Optional("namespaces", new ListReader<string>(ns, allowsNone: true), []);
        _prometheus = Required("prometheus", new PrometheusSettingsReader());
        _journal = Optional("journal", path, "journal");
        _watchEvery = Optional("watchEvery", Units.Duration, _usualWatch);
        _port = Optional("port", new PortSettingsReader());
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out FollowSettings value)
    {
        bool isRight = true;
        void Refuse(TextPosition position, Message message)
        {
            said.Add(position, message);
            isRight = false;
        }

        value = null;
        string name = fields.Get(_name);
        if (!LiveMappingReader.IsName(name))
            Refuse(fields.PositionOf(_name), LiveFileMessages.BadName(name));
        FollowedObject[] followed = [.. Followed(fields)];
        if (followed.Length != 1)
            Refuse(fields.Start, LiveFileMessages.NotOneRollout);
        if (fields.Get(_watchEvery) > FollowingController.Unseen / 2)
            Refuse(fields.PositionOf(_watchEvery), LiveFileMessages.WatchesTooSeldom(FollowingController.Unseen / 2));
        if (!isRight)
            return false;
        value = new FollowSettings
        {
            File = _file,
            Name = name,
            PolicyFile = _folder.Of(fields.Get(_policy)),
            PolicyPosition = fields.PositionOf(_policy),
            Followed = followed[0],
            Weight = fields.Has(_weight) ? new TrafficWeight((int)Math.Round(100 * fields.Get(_weight))) : null,
            Namespaces = [.. fields.Get(_namespaces).Select(allowed => allowed.Value)],
            Prometheus = _folder.Of(fields.Get(_prometheus).Connection),
            Series = fields.Get(_prometheus).Series,
            JournalFolder = _folder.Of(fields.Get(_journal)),
            WatchEvery = fields.Get(_watchEvery),
            Port = fields.Has(_port) ? _folder.Of(fields.Get(_port)) : new PortSettings(IPAddress.Loopback, UsualPort, ""),
        };
        return true;
    }

    private IEnumerable<FollowedObject> Followed(Fields fields)
    {
        if (fields.Has(_rollout))
            yield return new FollowedObject.ArgoRollout(fields.Get(_rollout).Namespace, fields.Get(_rollout).Name);
        if (fields.Has(_canary))
            yield return new FollowedObject.FlaggerCanary(fields.Get(_canary).Namespace, fields.Get(_canary).Name);
        if (fields.Has(_target))
            yield return new FollowedObject.Target(fields.Get(_target));
    }
}
