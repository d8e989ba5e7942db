namespace Coalmine.Notebooks.Zmtp;

/// <summary>
/// The first 64 octets of either side: a signature (0xff, 8 octets of no meaning, 0x7f), the version, the mechanism's name in 20 octets, whether this side is
/// the server of the mechanism, and 31 octets of filling (ZMTP 3.0, rfc.zeromq.org 23, "greeting"). The mechanism is NULL: who may speak is a matter of the
/// messages' signatures.
/// </summary>
internal static class Greeting
{
    /// <summary>How long it is.</summary>
    public const int Length = 64;

    private const int VersionAt = 10;
    private const int MechanismAt = 12;
    private const int MechanismLength = 20;

    /// <summary>Ours: version 3.0, mechanism NULL.</summary>
    public static byte[] Ours()
    {
        byte[] greeting = new byte[Length];
        (greeting[0], greeting[9], greeting[VersionAt]) = (0xff, 0x7f, 3);
        "NULL"u8.CopyTo(greeting.AsSpan(MechanismAt));
        return greeting;
    }

    /// <summary>Why a greeting cannot be answered; empty where it can.</summary>
    public static string WhyNot(ReadOnlySpan<byte> greeting)
    {
        if (greeting.Length != Length || greeting[0] != 0xff || greeting[9] != 0x7f)
            return "no greeting of ZMTP";
        if (greeting[VersionAt] < 3)
            return $"a greeting of ZMTP {greeting[VersionAt]}, where 3 is spoken";
        ReadOnlySpan<byte> mechanism = greeting.Slice(MechanismAt, MechanismLength).TrimEnd((byte)0);
        return mechanism.SequenceEqual("NULL"u8) ? "" : "a greeting with another mechanism than NULL";
    }
}
