using System.Text;
using Coalmine.Conformance.Fuzzing.Mutations;
using Coalmine.Conformance.PromQL;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Prometheus's test scripts: run, or refused with a line.</summary>
internal sealed class ScriptTarget(SoundFiles files) : FuzzTarget("script", 3)
{
    private static readonly string[] Words =
    [
        "load", "clear", "eval", "eval_fail", "instant", "range", "at", "from", "to", "step", "5m", "0+10x100", "0x999999999", "1+1x1000000", "stale", "_", "NaN", "{}", "{{count:1}}",
        "expect", "fail", "msg:", "ordered", "\n", "  ", "\t", "#", "x", "_x5", "1x", "-1-1x3", "Inf", "\"", "{", "}",
    ];

    private readonly TokenDamage _damage = new(Words);
    private readonly string[] _sound = files.Texts("tests/Coalmine.PromQL.Tests/Scripts", ".test");

    public override IReadOnlyList<string> Sound => _sound;

    public override byte[] Make(Luck luck) => Encoding.UTF8.GetBytes(luck.OneIn(4) ? LetterDamage.Apply(luck.Of(_sound), luck) : _damage.Apply(luck.Of(_sound), luck));

    public override bool Try(byte[] input, Luck luck)
    {
        string script = Encoding.UTF8.GetString(input);
        try
        {
            new ScriptRun(luck.OneIn(2) ? PromQLMode.V2 : PromQLMode.V3).Run(script);
            return true;
        }
        catch (ScriptFormatException refusal) when (char.IsAsciiDigit(refusal.Message[0]))
        {
            // It has its line.
            return false;
        }
    }
}
