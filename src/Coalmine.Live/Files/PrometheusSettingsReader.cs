using System.Diagnostics.CodeAnalysis;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Live.Files;

/// <summary>Reads <c>prometheus: { url, bearerFile, authorityFile, ..., metrics: { platform, name, ... } }</c>.</summary>
internal sealed class PrometheusSettingsReader : MappingReader<PrometheusSettings>
{
    private const int MostRetries = 20;
    private static readonly PrometheusConnection _usual = new(new Uri("http://localhost"));

    private readonly Key<Uri> _url;
    private readonly Key<string> _bearerFile;
    private readonly Key<PrometheusCredentials.Basic> _basic;
    private readonly Key<string> _tenant;
    private readonly Key<string> _authorityFile;
    private readonly Key<string> _certificateFile;
    private readonly Key<string> _keyFile;
    private readonly Key<TimeSpan> _deadline;
    private readonly Key<TimeSpan> _timeout;
    private readonly Key<int> _retries;
    private readonly Key<SeriesNames> _metrics;

    public PrometheusSettingsReader()
        : base("prometheus", "the metrics server")
    {
        WordsReader file = new("path of a file", "the path of a file");
        _url = Required("url", new UrlReader());
        _bearerFile = Optional("bearerFile", file, "");
        _basic = Optional("basic", new BasicReader());
        _tenant = Optional("tenant", Units.Words, "");
        _authorityFile = Optional("authorityFile", file, "");
        _certificateFile = Optional("certificateFile", file, "");
        _keyFile = Optional("keyFile", file, "");
        _deadline = Optional("deadline", Units.Duration, _usual.Deadline);
        _timeout = Optional("timeout", Units.Duration, _usual.TryTimeout);
        _retries = Optional("retries", new WholeNumberReader("retries", 0, MostRetries), _usual.Retries);
        _metrics = Required("metrics", new SeriesNamesReader());
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out PrometheusSettings value)
    {
        if (fields.Has(_bearerFile) && fields.Has(_basic))
            said.Add(fields.PositionOf(_basic), LiveFileMessages.TwoCredentials);
        if (fields.Has(_certificateFile) != fields.Has(_keyFile))
            said.Add(fields.PositionOf(fields.Has(_keyFile) ? _keyFile : _certificateFile), LiveFileMessages.HalfCertificate);
        PrometheusConnection connection = new(fields.Get(_url))
        {
            Credentials = fields.Has(_bearerFile) ? new PrometheusCredentials.Bearer(fields.Get(_bearerFile))
                : fields.Has(_basic) ? fields.Get(_basic)
                : new PrometheusCredentials.None(),
            Headers = fields.Has(_tenant) ? [new("X-Scope-OrgID", fields.Get(_tenant))] : [],
            AuthorityFile = fields.Get(_authorityFile),
            CertificateFile = fields.Get(_certificateFile),
            KeyFile = fields.Get(_keyFile),
            Deadline = fields.Get(_deadline),
            TryTimeout = fields.Get(_timeout),
            Retries = fields.Get(_retries),
        };
        value = new PrometheusSettings(connection, fields.Get(_metrics));
        return (!fields.Has(_bearerFile) || !fields.Has(_basic)) && fields.Has(_certificateFile) == fields.Has(_keyFile);
    }

    private sealed class BasicReader : MappingReader<PrometheusCredentials.Basic>
    {
        private readonly Key<string> _user;
        private readonly Key<string> _passwordFile;

        public BasicReader()
            : base("basic credentials", "the credentials")
        {
            _user = Required("user", Units.Words);
            _passwordFile = Required("passwordFile", new WordsReader("path of a file", "the path of a file"));
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out PrometheusCredentials.Basic value)
        {
            value = new PrometheusCredentials.Basic(fields.Get(_user), fields.Get(_passwordFile));
            return true;
        }
    }
}
