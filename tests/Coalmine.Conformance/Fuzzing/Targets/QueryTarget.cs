using System.Text;
using Coalmine.Conformance.Fuzzing.Mutations;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Rules;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Queries: compiled in both modes, bound to names, and evaluated over a small store.</summary>
internal sealed class QueryTarget(SoundFiles files) : FuzzTarget("query", 30)
{
    private static readonly PromQLOptions[] Modes =
    [
        new(PromQLMode.V2), new(PromQLMode.V3), new(PromQLMode.V3) { DelaysNameRemoval = true, HasExperiments = true },
    ];

    private readonly TokenDamage _damage = new(QueryWords.All);
    private readonly string[] _sound = [.. QueryWords.Sound, .. ScriptQueries.Of(files)];

    public override IReadOnlyList<string> Sound => _sound;

    public override byte[] Make(Luck luck)
    {
        string sound = luck.Of(_sound);
        string damaged = luck.Below(6) switch
        {
            0 => LetterDamage.Apply(sound, luck),
            1 => _damage.Apply($"({sound}) {luck.Of(QueryWords.All)} ({luck.Of(_sound)})", luck),
            _ => _damage.Apply(sound, luck),
        };
        return Encoding.UTF8.GetBytes(damaged);
    }

    public override bool Try(byte[] input, Luck luck) => Try(Encoding.UTF8.GetString(input));

    private static bool Try(string text)
    {
        bool isAccepted = false;
        foreach (PromQLOptions mode in Modes)
        {
            _ = RuleQuery.Compile(text, mode);
            switch (CompiledQuery.Compile(text, mode))
            {
                case CompileResult.Compiled compiled:
                    Ask(compiled.Query);
                    isAccepted = true;
                    break;
                case CompileResult.Refused refused:
                    Hold(refused.Error, text);
                    break;
            }
        }

        return isAccepted;
    }

    private static void Ask(CompiledQuery query)
    {
        QueryBindings bindings = QueryBindings.Of([query], new BindingOptions(new ArmNames(["api-stable"], ["api-canary"], ["api"])));
        if (bindings.Unbound.Any(each => each.Position.Offset < 0 || each.Message.Length == 0))
            throw new FoundException("a selector is unbound without a place or a reason");
        BoundQuery bound = query.Bind(FuzzStore.Of());
        bound.MakesAnnotations = query.Options.Mode == PromQLMode.V3;
        foreach (long moment in (long[])[0, FuzzStore.End / 2, FuzzStore.End, FuzzStore.End + 1])
        {
            InstantResult result = bound.Evaluate(moment);
            for (int i = 0; i < result.Count; i++)
                _ = result.LabelsAt(i).ToString();
            if (result.Kind == ResultKind.Failed && result.Failure.Length == 0)
                throw new FoundException("an evaluation fails without a reason");
        }
    }

    private static void Hold(PromQLError error, string text)
    {
        if (error.Message.Length == 0 || error.Position.Offset < 0 || error.Position.Offset > text.Length || error.Position.Line < 1 || error.Position.Column < 1)
            throw new FoundException($"a refusal has no place in the query: {error}");
    }
}
