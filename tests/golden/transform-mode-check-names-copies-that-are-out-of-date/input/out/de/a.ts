console.log(`Hallo`);
