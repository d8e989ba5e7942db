using System.Text;

namespace Coalmine.Conformance.Fuzzing.Mutations;

/// <summary>Damages bytes, without any thought of what they mean.</summary>
internal static class ByteDamage
{
    private static readonly byte[][] Inserted =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [.. Encoding.UTF8.Preamble], [13], [10], [9], [0x7F], [0xC2, 0x85], [0xE2, 0x80, 0xA8],
        [0xF0, 0x9F, 0x98, 0x80], [0xFE, 0xFF], [0x1B],
    ];

    /// <summary>A few bytes are changed, taken out, doubled or put in.</summary>
    public static byte[] Apply(byte[] bytes, Luck luck)
    {
        List<byte> damaged = [.. bytes];
        for (int times = 1 + luck.Below(4); times > 0; times--)
        {
            int at = luck.Below(damaged.Count + 1);
            int length = Math.Min(damaged.Count - at, luck.OneIn(4) ? luck.Below(200) : luck.Below(4));
            switch (luck.Below(4))
            {
                case 0:
                    damaged.RemoveRange(at, length);
                    break;
                case 1:
                    damaged.InsertRange(at, [.. damaged.Skip(at).Take(length)]);
                    break;
                case 2 when at < damaged.Count:
                    damaged[at] = (byte)luck.Below(256);
                    break;
                default:
                    damaged.InsertRange(at, luck.Of(Inserted));
                    break;
            }
        }

        return [.. damaged];
    }
}
