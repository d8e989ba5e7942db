using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;

namespace Coalmine.Notebooks.Kernels;

/// <summary>
/// Where a kernel listens and with which key messages are signed: the file that Jupyter writes before it starts a kernel (jupyter_client, "Connection
/// files"). Only loopback is listened on, and a key must be there. The key is shown nowhere.
/// </summary>
public sealed class ConnectionFile
{
    private const int MostMebi = 1;

    internal ConnectionFile(IPAddress address, byte[] key) => (Address, Key) = (address, key);

    /// <summary>The address that all sockets listen on.</summary>
    public IPAddress Address { get; }

    /// <summary>Port of requests.</summary>
    public int Shell { get; private init; }

    /// <summary>Port of requests that wait for no cell: interrupt, shutdown.</summary>
    public int Control { get; private init; }

    /// <summary>Port of what all front ends are told.</summary>
    public int Publishing { get; private init; }

    /// <summary>Port of questions to the user; nothing is asked.</summary>
    public int Input { get; private init; }

    /// <summary>Port of the heartbeat.</summary>
    public int Heartbeat { get; private init; }

    /// <summary>The key of the messages' signatures.</summary>
    internal byte[] Key { get; }

    /// <summary>Reads a connection file.</summary>
    /// <param name="path">The file; shown in messages as given.</param>
    public static ReadResult<ConnectionFile> Read(string path) =>
        BoundedFile.Read(path, MostMebi, bytes => Parse(path, bytes), NotebookMessages.CannotReadConnection);

    /// <summary>Reads a connection file from its bytes.</summary>
    /// <param name="path">The name shown in messages.</param>
    /// <param name="json">The bytes.</param>
    public static ReadResult<ConnectionFile> Parse(string path, byte[] json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (JsonReading.Object(json) is not { } root)
            return Refuse(path, NotebookMessages.NoConnection("it holds no JSON object"));
        if (JsonReading.Text(root, "transport") != "tcp")
            return Refuse(path, NotebookMessages.NoConnection("its `transport` is not \"tcp\""));
        if (JsonReading.Text(root, "signature_scheme") != "hmac-sha256")
            return Refuse(path, NotebookMessages.NoConnection("its `signature_scheme` is not \"hmac-sha256\""));
        if (JsonReading.Text(root, "key") is not { Length: > 0 } key)
            return Refuse(path, NotebookMessages.NoConnection("it has no `key`, and a message without a signature is not obeyed"));
        string ip = JsonReading.Text(root, "ip") ?? "";
        IPAddress? address = ip == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(ip, out IPAddress? parsed) ? parsed : null;
        if (address is null || !IPAddress.IsLoopback(address))
            return Refuse(path, NotebookMessages.OpenConnection(ip));
        foreach (string name in new[] { "shell_port", "control_port", "iopub_port", "stdin_port", "hb_port" })
            if (JsonReading.Whole(root, name) is not (> 0 and <= 65_535))
                return Refuse(path, NotebookMessages.NoConnection($"its `{name}` is no port from 1 to 65535"));
        return new ReadResult<ConnectionFile>.Read(Of(root, address, Encoding.UTF8.GetBytes(key)), []);
    }

    private static ConnectionFile Of(JsonObject root, IPAddress address, byte[] key) => new(address, key)
    {
        Shell = JsonReading.Whole(root, "shell_port")!.Value,
        Control = JsonReading.Whole(root, "control_port")!.Value,
        Publishing = JsonReading.Whole(root, "iopub_port")!.Value,
        Input = JsonReading.Whole(root, "stdin_port")!.Value,
        Heartbeat = JsonReading.Whole(root, "hb_port")!.Value,
    };

    private static ReadResult<ConnectionFile> Refuse(string path, Message message) =>
        new ReadResult<ConnectionFile>.Refused([Diagnostic.At(path, TextPosition.Start, message)]);
}
