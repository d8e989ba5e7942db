using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads <c>classes: [ { name: fraud, share: 2%, recall: 80% }, { name: fine, share: 98%, recall: 99% } ]</c>, whose shares add up to 100 %.
/// </summary>
internal sealed class ClassesReader() : Reader<ClassMix>("classes", "a list of 2 to 10 classes, each with `name`, `share` and `recall`")
{
    private const int Most = 10;
    private const double Rounding = 1e-9;

    private readonly ListReader<ModelClass> _classes = new(new ClassReader(), allowsNone: false);

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => _classes.Describe(definitions);

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out ClassMix value)
    {
        value = null;
        if (!_classes.TryRead(node, said, out ImmutableArray<Located<ModelClass>> classes))
            return false;

        if (ProblemOf(classes, node.Start) is (var position, var problem))
        {
            said.Add(position, problem);
            return false;
        }

        value = ClassMix.Of([.. classes.Select(one => one.Value)]);
        return true;
    }

    private static (TextPosition Position, Message Problem)? ProblemOf(ImmutableArray<Located<ModelClass>> classes, TextPosition start)
    {
        if (classes.Length is < 2 or > Most)
            return (start, ScenarioMessages.WrongNumberOfClasses(classes.Length, Most));
        if (classes.Sum(one => one.Value.Share) is var sum && Math.Abs(sum - 1) > Rounding)
            return (start, ScenarioMessages.ClassesDoNotAddUp(sum));
        foreach ((ModelClass one, TextPosition position) in classes)
        {
            if (classes.Count(other => other.Value.Name == one.Name) > 1)
                return (position, ScenarioMessages.ClassTwice(one.Name));
            if (one.Mistakes.IsEmpty)
                continue;
            string[] others = [.. classes.Select(other => other.Value.Name).Where(name => name != one.Name)];
            foreach (Mistake mistake in one.Mistakes)
                if (!others.Contains(mistake.Class))
                    return (position, ScenarioMessages.NoOtherClass(mistake.Class, others));
            if (one.Mistakes.Sum(mistake => mistake.Share) is var mistakes && Math.Abs(mistakes - 1) > Rounding)
                return (position, ScenarioMessages.ClassesDoNotAddUp(mistakes));
        }

        return null;
    }

    private sealed class ClassReader : MappingReader<ModelClass>
    {
        private readonly Key<string> _name;
        private readonly Key<double> _share;
        private readonly Key<double> _recall;
        private readonly Key<ImmutableArray<Located<Mistake>>> _mistakenFor;

        public ClassReader()
            : base("class", "the class")
        {
            _name = Required("name", Units.Words);
            _share = Required("share", Units.Probability);
            _recall = Required("recall", Units.Share);
            _mistakenFor = Optional("mistakenFor", new ListReader<Mistake>(new MistakeReader(), allowsNone: false));
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out ModelClass value)
        {
            value = new ModelClass(fields.Get(_name), fields.Get(_share), fields.Get(_recall));
            if (fields.Has(_mistakenFor))
                value = value with { Mistakes = [.. fields.Get(_mistakenFor).Select(mistake => mistake.Value)] };
            return true;
        }
    }

    private sealed class MistakeReader : MappingReader<Mistake>
    {
        private readonly Key<string> _class;
        private readonly Key<double> _share;

        public MistakeReader()
            : base("mistake", "the mistake")
        {
            _class = Required("class", Units.Words);
            _share = Required("share", ScenarioUnits.ShareAboveZero);
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, out Mistake value)
        {
            value = new Mistake(fields.Get(_class), fields.Get(_share));
            return true;
        }
    }
}
