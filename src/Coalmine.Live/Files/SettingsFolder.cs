using Coalmine.Live.Prometheus;

namespace Coalmine.Live.Files;

/// <summary>The folder of a settings file: relative paths in the file, of whatever key, begin there.</summary>
/// <param name="file">The settings file.</param>
internal readonly struct SettingsFolder(string file)
{
    private readonly string _folder = Path.GetDirectoryName(file) ?? "";

    /// <summary>A path.</summary>
    public string Of(string path) => Path.Combine(_folder, path);

    /// <summary>A path that may not be given; empty then.</summary>
    public string OfAny(string path) => path.Length == 0 ? "" : Of(path);

    /// <summary>The files of a port.</summary>
    public PortSettings Of(PortSettings port) => port with
    {
        TokenFile = OfAny(port.TokenFile),
        CertificateFile = OfAny(port.CertificateFile),
        KeyFile = OfAny(port.KeyFile),
    };

    /// <summary>The files of a connection to the metrics server.</summary>
    public PrometheusConnection Of(PrometheusConnection connection) => connection with
    {
        Credentials = connection.Credentials switch
        {
            PrometheusCredentials.Bearer bearer => new PrometheusCredentials.Bearer(Of(bearer.File)),
            PrometheusCredentials.Basic basic => basic with { PasswordFile = Of(basic.PasswordFile) },
            PrometheusCredentials other => other,
        },
        AuthorityFile = OfAny(connection.AuthorityFile),
        CertificateFile = OfAny(connection.CertificateFile),
        KeyFile = OfAny(connection.KeyFile),
    };
}
