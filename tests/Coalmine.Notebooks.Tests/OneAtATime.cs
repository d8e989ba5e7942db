using Xunit;

namespace Coalmine.Notebooks.Tests;

/// <summary>Tests that run cells, whose console and current folder are the process's own.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;
