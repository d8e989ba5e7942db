using System.Collections.Immutable;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Bindings;

/// <summary>Gives every selector of a set of queries a metric, a role and an arm.</summary>
internal sealed class QueryBinder
{
    private static readonly bool[] Sides = [false, true];

    private readonly BindingOptions _options;
    private readonly SchemePlanner _planner;
    private readonly List<FamilyUse> _uses = [];
    private ImmutableArray<CompiledQuery> _queries = [];
    private readonly ImmutableArray<SelectorBinding>.Builder _bound = ImmutableArray.CreateBuilder<SelectorBinding>();
    private readonly ImmutableArray<UnboundSelector>.Builder _unbound = ImmutableArray.CreateBuilder<UnboundSelector>();

    public QueryBinder(BindingOptions options)
    {
        _options = options;
        _planner = new SchemePlanner(new ArmWords(options.Names));
    }

    public QueryBindings Bind(ImmutableArray<CompiledQuery> queries)
    {
        _queries = queries;
        PassedConditions passed = new(queries, _options.Written);
        for (int query = 0; query < queries.Length; query++)
        {
            string[] grouped = [.. GroupedLabels.Of(queries[query].Root)];
            foreach (Expression.Selector selector in queries[query].Selectors)
                if (Use(query, selector) is { } use)
                {
                    use.Passed.UnionWith(passed.Of(query));
                    use.Grouped.UnionWith(grouped);
                }
        }

        ImmutableArray<BoundFamily> families = [.. _uses.Select(Bind)];
        return new QueryBindings(families, [.. _bound.OrderBy(bound => bound.Query)], [.. _unbound.OrderBy(unbound => unbound.Query)]);
    }

    private FamilyUse? Use(int query, Expression.Selector selector)
    {
        string metric = PassedConditions.NameOf(selector);
        if (_options.Recorded.Contains(metric) || _options.Written.Any(written => written.Name == metric))
            return null;
        MetricFamily? family = FamilyTable.Find(_options.Described, metric, out SeriesPart part) ?? FamilyTable.Find(metric, out part)
            ?? FamilyGuess.Of(metric, out part);
        if (family is null)
        {
            Refuse(query, selector, metric.Length == 0 ? BindingMessages.NoName : BindingMessages.UnknownMetric(metric));
            return null;
        }

        FamilyUse? use = _uses.Find(one => one.Family.Name == family.Name);
        if (use is null)
            _uses.Add(use = new FamilyUse(family));
        use.Selectors.Add((query, selector, part));
        return use;
    }

    private BoundFamily Bind(FamilyUse use)
    {
        LabelScheme scheme = _planner.Plan(use);
        foreach ((int query, Expression.Selector selector, SeriesPart part) in use.Selectors)
        {
            if (selector.Matchers.FirstOrDefault(matcher => _planner.IsStranger(use.Family, matcher)) is { } stranger)
                Refuse(query, selector, BindingMessages.Stranger(stranger, _options.Names));
            else if (SplitBy(use, scheme, query, selector) is { } split)
                Refuse(query, selector, BindingMessages.UnknownSplit(use.Family, split));
            else
                Resolve(use, scheme, (query, selector, part));
        }

        return new BoundFamily(use.Family, [.. use.Selectors.Select(one => one.Part).Distinct().Order()], scheme)
        {
            BoundsSeconds = _options.Bounds.Of(use.Family),
            TellsOutcomesApart = TellsOutcomesApart(use, scheme),
        };
    }

    private bool TellsOutcomesApart(FamilyUse use, LabelScheme scheme)
    {
        if (scheme.Outcomes.IsEmpty)
            return false;
        return _bound.Any(one => one.Family.Name == use.Family.Name && one is { Part: SeriesPart.Bucket or SeriesPart.Sum, Outcome: not RequestOutcome.Any })
            || use.Selectors.Any(one => one.Part is SeriesPart.Bucket or SeriesPart.Sum
                && scheme.Outcomes.Any(outcome => OutcomesApart.Sees(_queries[one.Query].Root, one.Selector, outcome.Name)));
    }

    // A query that asks the same metric with and without a condition takes a part of it: what part, only a label that is known can tell.
    private static LabelMatcher? SplitBy(FamilyUse use, LabelScheme scheme, int query, Expression.Selector selector)
    {
        foreach (LabelMatcher matcher in selector.Matchers)
        {
            bool isKnown = matcher.Name is Labels.MetricName or Labels.BucketBound || matcher.Name == scheme.ObserverLabel
                || scheme.Arms.Any(arm => arm.Name == matcher.Name) || scheme.Pods.Any(pod => pod.Name == matcher.Name)
                || scheme.Outcomes.Any(outcome => outcome.Name == matcher.Name) || use.Family.Fixed.Any(known => known.Key == matcher.Name);
            if (!isKnown && use.Selectors.Any(other => other.Query == query && other.Selector.Matchers.All(one => one.Name != matcher.Name)))
                return matcher;
        }

        return null;
    }

    private void Resolve(FamilyUse use, LabelScheme scheme, (int Query, Expression.Selector Selector, SeriesPart Part) one)
    {
        ImmutableArray<LabelMatcher> matchers =
            [.. one.Selector.Matchers.Where(matcher => matcher.Name is not (Labels.MetricName or Labels.BucketBound))];
        ArmSide side = ArmSide.None;
        (bool answered, bool errors) = (false, false);
        HashSet<LabelMatcher> met = [];
        foreach (bool isCanary in Sides)
            foreach (bool isError in Sides)
                foreach (string observer in scheme.Observers)
                {
                    Labels labels = scheme.Of(isCanary, 0, isError, observer);
                    met.UnionWith(matchers.Where(matcher => matcher.Matches(labels[matcher.Name])));
                    if (!matchers.All(matcher => matcher.Matches(labels[matcher.Name])))
                        continue;
                    side |= isCanary ? ArmSide.Canary : ArmSide.Baseline;
                    (answered, errors) = (answered || !isError, errors || isError);
                }

        if (side == ArmSide.None)
            Refuse(one.Query, one.Selector, BindingMessages.NamesNothing(use.Family, [.. matchers.Where(matcher => !met.Contains(matcher))]));
        else if (one.Part == SeriesPart.Bucket && !HasBound(one.Selector, use.Family))
            Refuse(one.Query, one.Selector, BindingMessages.NoBound(use.Family, _options.Bounds));
        else
            _bound.Add(new SelectorBinding(one.Query, one.Selector, use.Family, one.Part, side, Outcome(use.Family, scheme, answered, errors)));
    }

    private static RequestOutcome Outcome(MetricFamily family, LabelScheme scheme, bool answered, bool errors) =>
        family.Counts != RequestOutcome.Any ? family.Counts
        : scheme.Outcomes.IsEmpty || (answered && errors) ? RequestOutcome.Any
        : errors ? RequestOutcome.Error : RequestOutcome.Answered;

    private bool HasBound(Expression.Selector selector, MetricFamily family)
    {
        ImmutableArray<string> bounds = [.. _options.Bounds.Of(family).Select(bound => BoundText.Of(family, bound)), "+Inf"];
        return selector.Matchers.Where(matcher => matcher.Name == Labels.BucketBound).All(matcher => bounds.Any(matcher.Matches));
    }

    private void Refuse(int query, Expression.Selector selector, string message) => _unbound.Add(new UnboundSelector(query, selector.Position, message));
}
