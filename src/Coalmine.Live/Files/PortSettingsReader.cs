using System.Diagnostics.CodeAnalysis;
using System.Net;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Live.Files;

/// <summary>Reads <c>port: { address, port, tokenFile }</c>.</summary>
internal sealed class PortSettingsReader : MappingReader<PortSettings>
{
    private const int Usual = 9180;
    private const int MostPort = 65535;

    private readonly Key<string> _address;
    private readonly Key<int> _port;
    private readonly Key<string> _tokenFile;

    public PortSettingsReader()
        : base("port", "the port")
    {
        _address = Optional("address", new WordsReader("IP address", "an IP address such as 127.0.0.1"), "127.0.0.1");
        _port = Optional("port", new WholeNumberReader("port", 0, MostPort), Usual);
        _tokenFile = Optional("tokenFile", new WordsReader("path of a file", "the path of a file"), "");
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

        value = new PortSettings(address, fields.Get(_port), fields.Get(_tokenFile));
        if (IPAddress.IsLoopback(address) || value.TokenFile.Length > 0)
            return true;
        said.Add(fields.PositionOf(_address), LiveFileMessages.OpenPort(read));
        return false;
    }
}
