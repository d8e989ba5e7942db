using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Coalmine.Conformance.Fuzzing.Mutations;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Flagger's templates of queries: rendered or refused with a reason.</summary>
internal sealed partial class TemplateTarget(SoundFiles files) : FuzzTarget("template", 4)
{
    private static readonly string[] Words =
    [
        "{{", "}}", "{{-", "-}}", "{{ namespace }}", "{{ target }}", "{{ interval }}", "{{ variables.x }}", "{{ index variables \"x\" }}", "{{/* c */}}", "{{ \"a\" }}", "{{ `b` }}",
        "{{ if }}", "{{ end }}", "{{ printf \"%s\" target }}", "{{ .x }}", "{{ $x }}", "|", "\"", "`", "(", ")", "index", "variables", "\\", " ", "\n", "ä", "\"\\",
    ];

    private readonly TokenDamage _damage = new(Words);

    private readonly string[] _sound =
    [
        .. files.Texts("scenarios/manifests", ".yaml").Where(text => text.Contains("MetricTemplate", StringComparison.Ordinal))
            .SelectMany(text => Query().Matches(text)).Select(match => match.Value),
        "sum(rate(http_requests_total{namespace=\"{{ namespace }}\", app=\"{{- target -}}\", v=\"{{ index variables \"x\" }}\"}[{{ interval }}])) {{/* all */}}",
    ];

    public override IReadOnlyList<string> Sound => _sound;

    public override byte[] Make(Luck luck) => Encoding.UTF8.GetBytes(luck.OneIn(4) ? LetterDamage.Apply(luck.Of(_sound), luck) : _damage.Apply(luck.Of(_sound), luck));

    public override bool Try(byte[] input, Luck luck)
    {
        FlaggerTemplateValues values = new(
            new FlaggerCanarySpec { Name = "c", Target = "t" }, "1m", ImmutableDictionary<string, string>.Empty.Add("x", "value"));
        if (FlaggerTemplate.TryRender(Encoding.UTF8.GetString(input), values, out _, out string? problem))
            return true;
        return problem.Length > 0 ? false : throw new FoundException("a template is refused without a reason");
    }

    // A query in a block of its own, as all manifests have theirs.
    [GeneratedRegex(@"(?<=query: \|\n)(?: {4,}.*\n)+")]
    private static partial Regex Query();
}
