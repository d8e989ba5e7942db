using System.Diagnostics.CodeAnalysis;
using System.Net;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Live.Files;

/// <summary>Reads <c>port: { address, port, tokenFile, certificateFile, keyFile }</c>.</summary>
internal sealed class PortSettingsReader : MappingReader<PortSettings>
{
    private const int Usual = 9180;
    private const int MostPort = 65535;

    private readonly Key<string> _address;
    private readonly Key<int> _port;
    private readonly Key<string> _tokenFile;
    private readonly Key<string> _certificateFile;
    private readonly Key<string> _keyFile;

    public PortSettingsReader()
        : base("port", "the port")
    {
        _address = Optional("address", new WordsReader("IP address", "an IP address such as 127.0.0.1"), "127.0.0.1");
        _port = Optional("port", new WholeNumberReader("port", 0, MostPort), Usual);
        WordsReader file = new("path of a file", "the path of a file");
        _tokenFile = Optional("tokenFile", file, "");
        _certificateFile = Optional("certificateFile", file, "");
        _keyFile = Optional("keyFile", file, "");
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out PortSettings value)
    {
        value = null;
        string read = fields.Get(_address);
        if (!IPAddress.TryParse(read, out IPAddress? address))
        {
            said.Add(fields.PositionOf(_address), LiveFileMessages.BadAddress(read));
            return false;
        }

        if (fields.Has(_certificateFile) != fields.Has(_keyFile))
        {
            said.Add(fields.PositionOf(fields.Has(_keyFile) ? _keyFile : _certificateFile), LiveFileMessages.HalfCertificate);
            return false;
        }

        value = new PortSettings(address, fields.Get(_port), fields.Get(_tokenFile))
        {
            CertificateFile = fields.Get(_certificateFile),
            KeyFile = fields.Get(_keyFile),
        };
        if (IPAddress.IsLoopback(address) || value.TokenFile.Length > 0)
            return true;
        said.Add(fields.PositionOf(_address), LiveFileMessages.OpenPort(read));
        return false;
    }
}
