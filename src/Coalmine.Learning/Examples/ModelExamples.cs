using System.Collections.Immutable;

namespace Coalmine.Learning.Examples;

/// <summary>
/// Two worked examples, fraud detection and sentiment: data that is made up by a seed, and two versions of a model trained on it, so that scenarios have
/// learned models whose whole past is known. The same build gives the same files.
/// </summary>
public static class ModelExamples
{
    /// <summary>The examples' names.</summary>
    public static ImmutableArray<string> Names { get; } = ["fraud", "sentiment"];

    /// <summary>Makes the data and trains the models of an example. Cost: some seconds.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no example of that name.</exception>
    public static ImmutableArray<ExampleFile> Make(string name) => name switch
    {
        "fraud" => FraudExample.Make(),
        "sentiment" => SentimentExample.Make(),
        _ => throw new ArgumentException($"There is no example '{name}'.", nameof(name)),
    };
}
