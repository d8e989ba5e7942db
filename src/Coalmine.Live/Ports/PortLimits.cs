namespace Coalmine.Live.Ports;

/// <summary>What a port takes of a caller; what is beyond is refused before it is looked at.</summary>
/// <param name="Body">Bytes of a body; 0 for none.</param>
/// <param name="Headers">Bytes of all headers together.</param>
/// <param name="Connections">Connections at once.</param>
/// <param name="ArrivesWithin">How long a handshake, the headers, or a body that comes drop by drop may take.</param>
public sealed record PortLimits(long Body, int Headers, int Connections, TimeSpan ArrivesWithin);
