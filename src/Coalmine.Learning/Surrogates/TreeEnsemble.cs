using Coalmine.Statistics.Random;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Coalmine.Learning.Surrogates;

/// <summary>
/// An ensemble of boosted regression trees (Microsoft.ML FastTree, an implementation of MART: Friedman 2001), each member trained on a bootstrap sample of the
/// examples (Breiman 1996), so that their disagreement says where little is known. Trained on one thread: the same examples and seed give the same ensemble.
/// </summary>
public sealed class TreeEnsemble : ISurrogate
{
    private const int Members = 6;
    private const int Trees = 60;
    private const int Leaves = 8;
    private const double LearningRate = 0.15;
    private readonly MLContext _context;
    private readonly SchemaDefinition _schema;
    private readonly int _dimension;
    private readonly (double Centre, double Scale) _values;
    private readonly ITransformer[] _members;

    private TreeEnsemble(MLContext context, SchemaDefinition schema, int dimension, (double Centre, double Scale) values, ITransformer[] members) =>
        (_context, _schema, _dimension, _values, _members) = (context, schema, dimension, values, members);

    /// <summary>Trains an ensemble. Cost: about a tenth of a second for a hundred examples.</summary>
    /// <param name="points">At least 4 points of one dimension, at least 1.</param>
    /// <param name="values">One finite value a point.</param>
    /// <param name="seed">Of the bootstrap samples.</param>
    /// <exception cref="PlatformNotSupportedException">Trees cannot be trained here (<see cref="TrainingPlatform.CanTrain"/>).</exception>
    /// <exception cref="ArgumentException">There are too few points, or points and values do not fit together.</exception>
    public static TreeEnsemble Train(IReadOnlyList<double[]> points, IReadOnlyList<double> values, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(values);
        if (!TrainingPlatform.CanTrain)
            throw new PlatformNotSupportedException("Microsoft.ML.FastTree has no native part for this platform.");
        if (points.Count < 4 || points.Count != values.Count)
            throw new ArgumentException("There is one value a point, and there are at least four points.", nameof(values));
        int dimension = points[0].Length;
        if (dimension == 0 || points.Any(point => point.Length != dimension) || values.Any(value => !double.IsFinite(value)))
            throw new ArgumentException("Points have one dimension, and values are finite.", nameof(points));

        MLContext context = new(seed: 1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimension);
        (double centre, double scale) = Standard(values);
        Example[] examples = [.. points.Select((point, index) => Example.Of(point, (values[index] - centre) / scale))];
        ITransformer[] members = new ITransformer[Members];
        for (int member = 0; member < Members; member++)
        {
            Xoshiro256 random = StreamKey.Root(seed).With(member).Open();
            Example[] sample = new Example[examples.Length];
            for (int i = 0; i < sample.Length; i++)
                sample[i] = examples[(int)(random.NextDouble() * examples.Length)];
            members[member] = context.Regression.Trainers.FastTree(Options(sample.Length)).Fit(context.Data.LoadFromEnumerable(sample, schema));
        }

        return new TreeEnsemble(context, schema, dimension, (centre, scale), members);
    }

    /// <inheritdoc/>
    public SurrogatePrediction[] Predict(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Any(point => point.Length != _dimension))
            throw new ArgumentException("The points have another dimension than those of the training.", nameof(points));
        IDataView view = _context.Data.LoadFromEnumerable(points.Select(point => Example.Of(point, 0)), _schema);
        float[][] said = [.. _members.Select(member => member.Transform(view).GetColumn<float>("Score").ToArray())];
        SurrogatePrediction[] predictions = new SurrogatePrediction[points.Count];
        for (int i = 0; i < predictions.Length; i++)
        {
            double mean = said.Average(member => (double)member[i]);
            double squares = said.Sum(member => (member[i] - mean) * (member[i] - mean));
            predictions[i] = new SurrogatePrediction(
                _values.Centre + (_values.Scale * mean), _values.Scale * Math.Sqrt(squares / (Members - 1)));
        }

        return predictions;
    }

    // Trees begin at 0 and take small steps: values in their own units would take them long.
    private static (double Centre, double Scale) Standard(IReadOnlyList<double> values)
    {
        double centre = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - centre) * (value - centre)));
        return (centre, deviation > 0 ? deviation : 1);
    }

    // Small leaves, since examples are tens to hundreds; one thread, since sums of several would depend on their order.
    private static FastTreeRegressionTrainer.Options Options(int examples) => new()
    {
        NumberOfLeaves = Leaves,
        NumberOfTrees = Trees,
        MinimumExampleCountPerLeaf = examples < 40 ? 2 : 3,
        LearningRate = LearningRate,
        NumberOfThreads = 1,
        Seed = 1,
        LabelColumnName = nameof(Example.Label),
        FeatureColumnName = nameof(Example.Features),
    };

    private sealed class Example
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public static Example Of(double[] point, double value) => new() { Features = Array.ConvertAll(point, each => (float)each), Label = (float)value };
    }
}
