using System.Net;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Files;

/// <summary>Where a live process listens.</summary>
/// <param name="Address">The address; loopback unless told otherwise.</param>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="TokenFile">File of the token that callers must bear; needed beyond loopback, empty for none.</param>
public sealed record PortSettings(IPAddress Address, int Port, string TokenFile)
{
    /// <summary>File of the port's certificate (PEM, intermediate ones after its own); empty for plain HTTP.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>File of the certificate's key (PEM); empty for plain HTTP.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>Whether the port speaks TLS.</summary>
    public bool IsEncrypted => CertificateFile.Length > 0;

    /// <summary>What is to be said when the port is opened: a warning where tokens cross a network in the clear; otherwise nothing.</summary>
    public Message? Warning => IsEncrypted || IPAddress.IsLoopback(Address) ? null : LiveFileMessages.PlainPort(Address.ToString());
}
