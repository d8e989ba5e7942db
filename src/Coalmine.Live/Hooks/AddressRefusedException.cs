namespace Coalmine.Live.Hooks;

/// <summary>A hook's name leads to addresses that it may not be called at.</summary>
/// <param name="host">The name.</param>
internal sealed class AddressRefusedException(string host) : IOException(
    $"{host} is on a loopback, private or link-local address, which hooks are not called at. Write `allowPrivate: true` beside its url if that is meant");
