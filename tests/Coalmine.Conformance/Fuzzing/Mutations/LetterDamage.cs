using System.Text;

namespace Coalmine.Conformance.Fuzzing.Mutations;

/// <summary>Damages single letters, mostly by those that mean something.</summary>
internal static class LetterDamage
{
    private const string Letters = "{}[]()<>:;,.-+*/%^=!~&|?#@$'\"`\\ \t\n\r0159eExnaiNIbylesm_Aä\u2028";

    /// <summary>A few letters are changed, taken out or put in.</summary>
    public static string Apply(string text, Luck luck)
    {
        StringBuilder damaged = new(text);
        for (int times = 1 + luck.Below(3); times > 0; times--)
        {
            int at = luck.Below(damaged.Length + 1);
            char letter = Letters[luck.Below(Letters.Length)];
            if (luck.OneIn(3) || at == damaged.Length)
                damaged.Insert(at, letter);
            else if (luck.OneIn(2))
                damaged.Remove(at, 1);
            else
                damaged[at] = letter;
        }

        return damaged.ToString();
    }
}
