using System.Net;

namespace Coalmine.Live.Files;

/// <summary>Where a live process listens.</summary>
/// <param name="Address">The address; loopback unless told otherwise.</param>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="TokenFile">File of the token that callers must bear; needed beyond loopback, empty for none.</param>
public sealed record PortSettings(IPAddress Address, int Port, string TokenFile);
